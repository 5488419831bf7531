package a

import "github.com/aws/aws-sdk-go/aws/session"
