const me = await new STSClient({}).send(new GetCallerIdentityCommand({}));
const cookie = getSessionToken(request);
