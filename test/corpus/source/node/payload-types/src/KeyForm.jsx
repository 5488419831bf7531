import { IAMClient, CreateAccessKeyCommand } from '@aws-sdk/client-iam';

/** @typedef {{ accessKeyId: string, secretAccessKey: string }} Key */

const columns = [
  { field: 'accessKeyId', headerName: 'Key' },
  { field: 'secretAccessKey', headerName: 'Secret' },
];

export async function create(user) {
  const iam = new IAMClient({});
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: user }));
  return { id: AccessKey?.AccessKeyId, columns };
}

export const KeyForm = ({ accessKeyId }) => <input value={accessKeyId} />;
