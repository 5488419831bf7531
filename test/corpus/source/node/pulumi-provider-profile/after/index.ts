import * as aws from '@pulumi/aws';

export const provider = new aws.Provider('other', { region: 'eu-west-1' });
