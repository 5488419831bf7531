package q

import (
	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/sqs"
)

var client = sqs.New(session.New(&aws.Config{Region: aws.String("eu-west-1")}))
