package s3

import (
	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

func client(conf Conf) (*minio.Client, error) {
	return minio.New("s3.eu-west-1.amazonaws.com", &minio.Options{
		Creds:  credentials.NewStaticV4(conf.ID, conf.Secret, ""),
		Secure: true,
	})
}
