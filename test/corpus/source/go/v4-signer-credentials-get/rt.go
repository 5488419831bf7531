package rt

func New(ctx context.Context) (*RoundTripper, error) {
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return nil, err
	}
	creds, err := cfg.Credentials.Retrieve(ctx)
	if err != nil {
		return nil, err
	}
	return &RoundTripper{creds: creds, signer: v4.NewSigner()}, nil
}
