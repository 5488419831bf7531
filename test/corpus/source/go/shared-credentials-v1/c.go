package c

import "github.com/aws/aws-sdk-go/aws/credentials"

var creds = credentials.NewSharedCredentials("", "default")
