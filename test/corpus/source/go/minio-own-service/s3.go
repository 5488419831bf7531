package s3

import (
	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

var client, err = minio.New("minio:9000", &minio.Options{
	Creds: credentials.NewStaticV4(id, secret, ""),
})
