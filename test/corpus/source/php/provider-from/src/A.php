<?php

$provider = CredentialProvider::fromCredentials(new Credentials($key, $secret));
