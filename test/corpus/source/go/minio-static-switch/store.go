package files

import (
	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

func open(c Config) (*minio.Client, error) {
	return minio.New("s3.amazonaws.com", &minio.Options{
		Creds: credentials.NewStaticV4(c.AccessKey, c.SecretKey, ""),
	})
}
