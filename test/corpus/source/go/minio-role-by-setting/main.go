package main

func creds(opts *options) *credentials.Credentials {
	if opts.S3UseIAM {
		return credentials.NewIAM("")
	}
	return credentials.NewStaticV4(opts.S3AccessKey, opts.S3SecretKey, "")
}
