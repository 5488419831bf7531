package q

import (
	"github.com/aws/aws-sdk-go/aws/ec2metadata"
	"github.com/aws/aws-sdk-go/aws/session"
)

func region() (string, error) {
	return ec2metadata.New(session.New()).Region()
}
