package main

type Flags struct {
	AccessKey string `help:"Access key. Empty: the default chain." env:"S3_ACCESS_KEY"`
	SecretKey string `help:"Secret key." env:"S3_SECRET_KEY"`
}

func (f Flags) options() []func(*config.LoadOptions) error {
	if f.AccessKey == "" {
		return nil
	}
	return []func(*config.LoadOptions) error{
		config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(f.AccessKey, f.SecretKey, "")),
	}
}
