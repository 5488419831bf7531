package main

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/config"
)

func main() {
	if _, err := config.LoadDefaultConfig(context.Background()); err != nil {
		panic(err)
	}
}
