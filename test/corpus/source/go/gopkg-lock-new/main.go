package main

import "github.com/aws/aws-sdk-go/aws/session"

var sess = session.Must(session.NewSession())
