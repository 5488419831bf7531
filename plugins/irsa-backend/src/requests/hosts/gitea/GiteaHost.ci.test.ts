import { describeHost } from '../__testUtils__/describeHost';
import { itGoesOnAfterLostAnswers } from '../__testUtils__/itGoesOnAfterLostAnswers';
import { giteaContract } from './__testUtils__/giteaContract';

describeHost(giteaContract);
itGoesOnAfterLostAnswers(giteaContract);
