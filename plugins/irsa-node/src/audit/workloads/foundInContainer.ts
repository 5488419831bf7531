import { toFinding } from '../toFinding';

/** What was found in a container, before it is said which one and with what identity. */
export type FoundInContainer = Omit<
  Parameters<typeof toFinding>[1],
  'container' | 'containerType' | 'identity'
>;
