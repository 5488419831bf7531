package c

import "github.com/aws/aws-sdk-go/aws/credentials/ec2rolecreds"

var creds = ec2rolecreds.NewCredentials(sess)
