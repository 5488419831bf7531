package p

func (m mine) Retrieve(ctx context.Context) (aws.Credentials, error) {
	lease := m.vault.Lease(ctx)
	return aws.Credentials{AccessKeyID: lease.Credentials.AccessKeyID, SecretAccessKey: lease.Credentials.SecretAccessKey, SessionToken: lease.Credentials.SessionToken, CanExpire: true}, nil
}
