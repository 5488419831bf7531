import { Fragment } from 'react';

/** Words with the path of a field in them, which goes on the next line after a dot and not in the middle of a word. */
export function PathWords(props: { text: string }) {
  return (
    <>
      {props.text.split(/(?<=\.)(?=\w)/).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </>
  );
}
