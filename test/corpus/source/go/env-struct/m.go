package main

func (c Conf) options() []func(*config.LoadOptions) error {
	var out []func(*config.LoadOptions) error
	if len(c.AccessKeyID) > 0 {
		out = append(out, config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(c.AccessKeyID, c.Secret, "")))
	}
	return out
}
