import { itGoesOnAfterLostAnswers } from '../__testUtils__/itGoesOnAfterLostAnswers';
import { gitHubContract } from './__testUtils__/gitHubContract';

itGoesOnAfterLostAnswers(gitHubContract);
