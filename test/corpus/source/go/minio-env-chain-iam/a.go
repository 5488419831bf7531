package a

func client(key, secret string) (*minio.Client, error) {
	creds := credentials.NewIAM("")
	if key != "" && secret != "" {
		creds = credentials.NewStaticV4(key, secret, "")
	}
	return minio.New("s3.amazonaws.com", &minio.Options{Creds: creds})
}
