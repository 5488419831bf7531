package main

func newSigner(ctx context.Context, cfg aws.Config) (*Signer, error) {
	value, err := cfg.Credentials.Retrieve(ctx)
	if err != nil {
		return nil, err
	}
	return &Signer{id: value.AccessKeyID, secret: value.SecretAccessKey}, nil
}
