package q

import (
	"os"

	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/sqs"
)

func client() *sqs.SQS {
	os.Setenv("AWS_SDK_LOAD_CONFIG", "1")
	return sqs.New(session.New())
}
