module example.com/svc

go 1.12

require (
	github.com/aws/aws-sdk-go v1.20.4
	github.com/pkg/errors v0.9.1 // indirect
)
