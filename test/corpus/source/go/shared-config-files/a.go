package a

var cfg, err = config.LoadDefaultConfig(ctx, config.WithSharedCredentialsFiles([]string{"/etc/aws/creds"}))
