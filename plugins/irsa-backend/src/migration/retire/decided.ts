import { RetireRequest } from '../types';

/** What a person decided although it is not known, for the log; empty without a decision. */
export function decided({
  despiteUnread = [],
  despiteUnproven = [],
}: RetireRequest): string {
  const open = [
    ...(despiteUnread.length > 0
      ? [`${despiteUnread.join(', ')} could not be read`]
      : []),
    ...(despiteUnproven.length > 0
      ? [`which key ${despiteUnproven.join(', ')} gets is not known`]
      : []),
  ];
  return open.length > 0 ? ` by a decision, though ${open.join(', and ')}` : '';
}
