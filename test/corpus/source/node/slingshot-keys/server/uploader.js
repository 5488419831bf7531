Slingshot.createDirective('files', Slingshot.S3Storage, {
  bucket: 'files',
  AWSAccessKeyId: Meteor.settings.filesId,
  AWSSecretAccessKey: Meteor.settings.filesSecret,
  acl: 'private',
});
