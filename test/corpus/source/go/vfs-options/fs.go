package f

import (
	"os"

	"github.com/c2fo/vfs/v6/backend/s3"
)

func fs() *s3.FileSystem {
	return s3.NewFileSystem().WithOptions(s3.Options{
		AccessKeyID:     os.Getenv("STORE_KEY"),
		SecretAccessKey: os.Getenv("STORE_SECRET"),
		Region:          "eu-west-1",
	})
}
