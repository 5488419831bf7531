package a

func (p *vaultProvider) Retrieve(ctx context.Context) (aws.Credentials, error) {
	lease, err := p.lease(ctx)
	return aws.Credentials{
		AccessKeyID:     lease.AccessKey,
		SecretAccessKey: lease.SecretKey,
		SessionToken:    lease.Token,
		CanExpire:       true,
	}, err
}
