import { VisuallyHidden } from '@backstage/ui';

/** A polite live region: says its text when the text changes. */
export function Announce(props: { children: string }) {
  return <VisuallyHidden role="status">{props.children}</VisuallyHidden>;
}
