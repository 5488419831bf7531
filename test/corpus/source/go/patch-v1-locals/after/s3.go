package s3

import (
	"os"

	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/session"
)

func open() *session.Session {
	region := os.Getenv("AWS_REGION")
	return session.Must(session.NewSession(&aws.Config{
		Region:      aws.String(region),
	}))
}
