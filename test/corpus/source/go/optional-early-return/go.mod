module example.com/files

go 1.22

require github.com/aws/aws-sdk-go-v2/config v1.27.0
