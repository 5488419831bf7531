import { Fragment } from 'react';

/** Plain words in which what stands between backticks is code: "Leave out `route53.accessKeyID`." */
export function CodeWords(props: { text: string }) {
  return (
    <>
      {props.text
        .split('`')
        .map((part, index) =>
          index % 2 === 1 ? (
            <code key={index}>{part}</code>
          ) : (
            <Fragment key={index}>{part}</Fragment>
          ),
        )}
    </>
  );
}
