package x

import (
	"flag"
	"time"

	"github.com/aws/aws-sdk-go/service/s3"
)

var life = flag.Duration("life", 48*time.Hour, "life of links")

func link(c *s3.S3, in *s3.GetObjectInput) (string, error) {
	r, _ := c.GetObjectRequest(in)
	return r.Presign(*life)
}
