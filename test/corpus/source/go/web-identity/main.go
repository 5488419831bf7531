package main

func creds(sess *session.Session) *credentials.Credentials {
	return credentials.NewChainCredentials([]credentials.Provider{
		&credentials.EnvProvider{},
		stscreds.NewWebIdentityRoleProviderWithOptions(sts.New(sess), arn, "svc", stscreds.FetchTokenPath(file)),
	})
}
