<?php

$provider = new Aws\Credentials\AssumeRoleCredentialProvider([
    'client' => $sts,
    'assume_role_params' => ['RoleArn' => $arn, 'RoleSessionName' => 'svc'],
]);
