package files

import (
	"time"

	"github.com/aws/aws-sdk-go/service/s3"
)

const week = 7 * 24 * time.Hour

func link(svc *s3.S3, in *s3.GetObjectInput) (string, error) {
	req, _ := svc.GetObjectRequest(in)
	return req.Presign(week)
}
