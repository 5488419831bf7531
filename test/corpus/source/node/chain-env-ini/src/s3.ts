import { fromEnv, fromIni } from '@aws-sdk/credential-providers';
import { chain } from '@smithy/property-provider';

export const provider = chain(fromEnv(), fromIni());
