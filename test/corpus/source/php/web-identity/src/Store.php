<?php

use Aws\Credentials\CredentialProvider;

$provider = CredentialProvider::chain(
    CredentialProvider::assumeRoleWithWebIdentityCredentialProvider(),
    CredentialProvider::env()
);
