const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
await vault.write(path, { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey });
