package a

func load(c *Credentials) []func(*config.LoadOptions) error {
	if c == nil {
		return nil
	}
	return []func(*config.LoadOptions) error{
		config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(c.ID, c.Secret, "")),
	}
}
