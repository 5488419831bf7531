import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { callerMessages } from './callerMessages';
import { firstRunMessages } from './firstRunMessages';
import { generalMessages } from './generalMessages';
import { homeMessages } from './homeMessages';
import { migrationMessages } from './migrationMessages';
import { planMessages } from './planMessages';
import { previewMessages } from './previewMessages';
import { serviceMessages } from './serviceMessages';
import { setUpMessages } from './setUpMessages';
import { trustMessages } from './trustMessages';
import { workloadMessages } from './workloadMessages';

/** All texts of the plugin; override them with a translation for `plugin.irsa`. @public */
export const irsaTranslationRef = createTranslationRef({
  id: 'plugin.irsa',
  messages: {
    ...generalMessages,
    ...firstRunMessages,
    ...homeMessages,
    ...serviceMessages,
    ...workloadMessages,
    ...setUpMessages,
    ...planMessages,
    ...migrationMessages,
    ...previewMessages,
    ...trustMessages,
    ...callerMessages,
  },
});
