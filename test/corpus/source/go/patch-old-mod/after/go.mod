module example.com/svc

go 1.13

require github.com/aws/aws-sdk-go v1.23.13 // indirect
