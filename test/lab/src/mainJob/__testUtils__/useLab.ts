import { clearAwsFaults, startApiServer, webhookOn } from '../../faults';
import { LabDescription } from '../../LabDescription';
import { readLab } from '../../readLab';
import { LabPortal } from './LabPortal';
import { Outside } from './Outside';

/** What a test of the main job needs. It is set from the first test on. */
export interface LabUse {
  lab: LabDescription;
  outside: Outside;
  portal: LabPortal;
}

/** The lab and a portal on it, for the tests of one file. The lab is restored after each test. */
export function useLab(): LabUse {
  const use = {} as LabUse;
  beforeAll(async () => {
    use.lab = readLab();
    use.outside = new Outside(use.lab);
    use.portal = await LabPortal.start(use.lab, use.outside);
  });
  afterEach(async () => {
    await clearAwsFaults(use.lab);
    await startApiServer(use.lab);
    await webhookOn(use.lab);
  });
  afterAll(() => use.portal?.stop());
  return use;
}
