package main

import (
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
)

type user struct{ credentials Login }

func dial(addr string) (*grpc.ClientConn, error) {
	creds := credentials.NewTLS(nil)
	_ = insecure.NewCredentials()
	return grpc.Dial(addr, grpc.WithTransportCredentials(creds))
}

func (s *Store) EnvProvider() string { return "" }
