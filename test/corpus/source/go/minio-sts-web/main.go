package main

func open() (*minio.Client, error) {
	creds := credentials.New(&credentials.IAM{Client: &http.Client{}})
	return minio.New("s3.amazonaws.com", &minio.Options{Creds: creds, Secure: true})
}
