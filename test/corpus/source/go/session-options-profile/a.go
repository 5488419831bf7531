package a

import "github.com/aws/aws-sdk-go/aws/session"

var sess = session.Must(session.NewSessionWithOptions(session.Options{
	Profile: "media",
}))
