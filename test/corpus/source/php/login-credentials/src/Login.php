<?php

class Login
{
    public function login(Request $request): bool
    {
        $credentials = $request->only('email', 'password');
        $options = ['auth' => ['credentials' => ['email' => $request->email, 'password' => $request->password]]];
        return Auth::attempt($credentials) && $this->provider->check(new UserCredentials($options));
    }
}
