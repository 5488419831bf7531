const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: user }));
await iam.send(new DeleteAccessKeyCommand({ UserName: user, AccessKeyId: old }));
console.log(`new key ${AccessKey?.AccessKeyId}`);
