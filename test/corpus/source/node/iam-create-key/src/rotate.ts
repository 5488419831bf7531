import { CreateAccessKeyCommand, DeleteAccessKeyCommand, IAMClient } from '@aws-sdk/client-iam';

const iam = new IAMClient({});
const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
await iam.send(new DeleteAccessKeyCommand({ UserName: name, AccessKeyId: old }));
await secrets.put({ accessKeyId: AccessKey!.AccessKeyId, secretAccessKey: AccessKey!.SecretAccessKey });
