package a

var c = s3.New(s3.Options{Credentials: aws.AnonymousCredentials{}, Region: "eu-west-1"})
